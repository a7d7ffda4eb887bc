"""The PDF toolkit: fonts and script fallback, text fitting, tables, page furniture, QR codes, flags.

It knows no other room: it is handed plain values and draws them.
"""
