"""Enquiries 咨询留言: forms, screens and labels."""
