"""The process. Whatever of it is imported first, aiogram is imported as it should be."""

from bot.aiogram_on_demand import import_aiogram

import_aiogram()
