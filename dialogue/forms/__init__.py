"""The conversations that are forms, each as data."""
