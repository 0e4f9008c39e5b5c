"""How the bot speaks. Refusals of the domains are put in here, for whoever explains one."""

from dialogue.placements import refusals as refusals
