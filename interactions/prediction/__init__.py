"""What the static model makes of the records: inputs, predictions, custom questions."""
