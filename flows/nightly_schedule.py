"""The nightly deployment on a Prefect server: its work pool, its schedule in London time, one run at a time."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import DeploymentScheduleCreate, WorkPoolCreate
from prefect.client.schemas.objects import ConcurrencyLimitStrategy, ConcurrencyOptions
from prefect.client.schemas.schedules import CronSchedule
from prefect.exceptions import ObjectAlreadyExists

from flows.errors import SourceError
from flows.nightly_flow import nightly
from flows.nightly_times import CRON, TIMEZONE

POOL = "hmip"
NAME = "nightly"
ENTRYPOINT = "flows/nightly_flow.py:nightly"


@dataclass(frozen=True, slots=True)
class Schedule:
    """When the nightly run starts, and over which warehouse."""

    warehouse: Path
    cron: str = CRON
    timezone: str = TIMEZONE
    pool: str = POOL
    folder: Path = Path(__file__).resolve().parent.parent
    """The project's folder, where the worker runs the flow."""


def put_schedule(schedule: Schedule) -> UUID:
    """Create or renew pool and deployment on the configured server; the deployment's id. Raises SourceError."""
    try:
        cron = CronSchedule(cron=schedule.cron, timezone=schedule.timezone)
    except ValueError as error:
        raise SourceError(
            f"'{schedule.cron}' in '{schedule.timezone}' is no schedule that cron understands."
        ) from error
    with get_client(sync_client=True) as client:
        with suppress(ObjectAlreadyExists):
            client.create_work_pool(WorkPoolCreate(name=schedule.pool, type="process"))
        return client.create_deployment(
            flow_id=client.create_flow(nightly),
            name=NAME,
            work_pool_name=schedule.pool,
            entrypoint=ENTRYPOINT,
            path=str(schedule.folder),
            pull_steps=[{"prefect.deployments.steps.set_working_directory": {"directory": str(schedule.folder)}}],
            parameters={"warehouse": str(schedule.warehouse.resolve())},
            schedules=[DeploymentScheduleCreate(schedule=cron, active=True)],
            concurrency_limit=1,
            concurrency_options=ConcurrencyOptions(collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
            description="Every night: what the inspectorate published, into the warehouse.",
            tags=["hmip"],
        )
