"""Enquiries 咨询留言: tables and use cases."""
