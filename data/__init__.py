"""The demo company and its small sample exports."""
