"""What is made without a link and sent later: phones, what they send, and the one function that takes it in."""
