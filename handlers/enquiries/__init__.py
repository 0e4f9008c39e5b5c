"""Enquiries 咨询留言: the chat handlers."""
