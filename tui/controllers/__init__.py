"""What the screens do, apart from how they look: each controller is given what it works with."""
