"""What a text says of grades, against what the data say: before its release, sentence by sentence.

It reads English as press officers write about inspections, and no more than that. Where it cannot tell what a
sentence says, it says nothing: 0033 has why, and tests/peel/telling/ how often it is right.
"""
