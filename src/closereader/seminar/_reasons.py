"""Why two hand-ins of one exercise may be of one person, or of two."""

ONE_ID = (
    "Another hand-in has the same reader id and another name: a work folder was copied, or "
    "somebody changed their name. Both are used; ask which it was."
)
ONE_NAME = (
    "Another hand-in has the same name and another reader id: somebody worked with two work "
    "folders, or two people have one name. Both are used; ask which it was."
)
TWO_PEOPLE = (
    "Another person has the same name. The numbers of the learning platform tell them apart, and "
    "stand behind their names."
)
