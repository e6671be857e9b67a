"""What stops a job: every exception that a person sees, as opposed to a finding."""


class JobError(Exception):
    """The job could not be done; the text is one Russian sentence that says what to do."""
