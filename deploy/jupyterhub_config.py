"""A hub to try on one computer: three students, this computer only, no system accounts.

    HUB_PASSWORD=a-long-password jupyterhub -f deploy/jupyterhub_config.py

Every server runs as the one who starts the hub, so a student could read another's folder: it is
for trying, not for a class. README.md has the ways for a class.
"""

# ruff: noqa: INP001 - a configuration, no package
import os
from pathlib import Path

c = get_config()  # noqa: F821 - JupyterHub puts it here

FOLDER = Path(os.environ.get("HUB_FOLDER", "hub")).resolve()
"""Everything that the hub keeps: its own files, the students' folders, the hand-ins."""
PORT = int(os.environ.get("HUB_PORT", "8000"))
USERS = os.environ.get("HUB_USERS", "anna,boris,clara").split(",")

exchange = FOLDER / "exchange"
exchange.mkdir(parents=True, exist_ok=True)
os.environ.setdefault("CLOSEREADER_EXCHANGE", str(exchange))
load_subconfig(str(Path(__file__).parent / "class_config.py"))  # noqa: F821 - as get_config

c.JupyterHub.bind_url = f"http://127.0.0.1:{PORT}"
c.JupyterHub.hub_port = PORT + 1
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{PORT + 2}"
c.ConfigurableHTTPProxy.command = os.environ.get("HUB_PROXY", "configurable-http-proxy")
c.ConfigurableHTTPProxy.pid_file = str(FOLDER / "proxy.pid")
c.JupyterHub.db_url = f"sqlite:///{FOLDER / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(FOLDER / "cookie_secret")
c.JupyterHub.cleanup_servers = True

c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = os.environ.get("HUB_PASSWORD", "")
c.Authenticator.allowed_users = set(USERS)

c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(FOLDER / "home" / "{username}")
if os.name == "posix" and os.geteuid() == 0:
    c.Spawner.args.append("--allow-root")  # in a container

if token := os.environ.get("HUB_TOKEN"):  # for a program that starts many servers, to measure
    c.JupyterHub.services = [{"name": "crowd", "api_token": token}]
    c.JupyterHub.load_roles = [
        {
            "name": "crowd",
            "scopes": ["admin:users", "admin:servers", "access:servers"],
            "services": ["crowd"],
        }
    ]
