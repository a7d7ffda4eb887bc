"""The demonstration summit: Hanoi, 25-26 October 2025, built through the rooms' own actions."""
