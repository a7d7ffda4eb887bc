"""Drawn portraits of invented people: no photograph of anybody stands behind them (PRV-06)."""

from summit.demo.portraits.bust import portrait

__all__ = ["portrait"]
