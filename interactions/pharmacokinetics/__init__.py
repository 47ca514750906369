"""How large an interaction could be: the mechanistic static model, in numbers that carry their units."""
