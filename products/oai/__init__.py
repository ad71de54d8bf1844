"""OAI-PMH 2.0, by which libraries fetch what a portal has. http://www.openarchives.org/OAI/2.0/openarchivesprotocol.htm"""
