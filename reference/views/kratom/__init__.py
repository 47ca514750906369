"""The monograph, alkaloids, risks and claims, with their pictures."""
