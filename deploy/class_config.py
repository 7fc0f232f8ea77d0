"""What a class needs of a JupyterHub: the folder for hand-ins, and small servers.

`jupyterhub_config.py` beside this file loads it. On The Littlest JupyterHub put it into
/opt/tljh/config/jupyterhub_config.d/ (see README.md).
"""

# ruff: noqa: INP001 - a configuration, no package
import os

c = get_config()  # noqa: F821 - JupyterHub puts it here

# The folder of the class. A hand-in goes into the folder in it that is called as its student, where
# you made one, else into the folder itself. `closereader collect` reads it.
c.Spawner.environment = {
    "CLOSEREADER_EXCHANGE": os.environ.get("CLOSEREADER_EXCHANGE", "/srv/exchange"),
    "MALLOC_ARENA_MAX": "1",  # of glibc: its threads give memory back to one place
}

# With the course's own repository (see README.md), each login brings what is new in it.
if repository := os.environ.get("COURSE_REPOSITORY"):
    from urllib.parse import urlencode

    where = {
        "repo": repository,
        "branch": os.environ.get("COURSE_BRANCH", "main"),
        "targetPath": "whose-lessons",
        "urlpath": "lab/tree/whose-lessons/home.ipynb",
    }
    c.Spawner.default_url = f"/git-pull?{urlencode(where)}"
else:
    c.Spawner.default_url = "/lab"

# A student's server without what a lesson does not use: each saves memory for every student. Work
# is on the disk after every mark, so a kernel that nobody looks at for an hour can go.
c.Spawner.args = [
    "--ServerApp.terminals_enabled=False",
    "--ServerApp.jpserver_extensions=jupyter_lsp=False",
    "--ServerApp.jpserver_extensions=jupyter_server_terminals=False",
    "--ServerApp.jpserver_extensions=notebook_shim=False",
    "--MappingKernelManager.cull_idle_timeout=3600",
]
# Thirty students press the link in the same minute.
c.Spawner.start_timeout = 180
c.Spawner.http_timeout = 180
