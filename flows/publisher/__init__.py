"""Publishers as adapters: where reports are listed, and what one entry of a listing leads to."""
