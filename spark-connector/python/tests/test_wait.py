# Licensed under the Apache License, Version 2.0; see LICENSE.
from __future__ import annotations

from datetime import datetime, timezone

import pytest
from virtual import JOB_ID, Scenario, job, missing, script, unreachable

from milvus_refresh import MilvusRefreshError

END = datetime(2026, 1, 1, tzinfo=timezone.utc)


def completes_at(seconds: float):
    return lambda elapsed: job("Completed", 100) if elapsed >= seconds else job()


class TestLooks:
    def test_looks_at_once_and_returns_the_completed_job(self):
        scenario = Scenario(completes_at(0))

        assert scenario.wait.run() == job("Completed", 100)
        assert scenario.looks == [0]

    def test_pauses_grow_with_the_root_of_the_time_waited(self):
        scenario = Scenario(completes_at(1800))

        scenario.wait.run()

        pauses = scenario.clock.slept
        assert pauses[:3] == [0.5, 0.5, 0.5]
        assert pauses == sorted(pauses)
        assert pauses[-1] == 10.0
        at_100_s = next(p for p, at in zip(pauses, scenario.looks) if at >= 100)
        assert at_100_s == pytest.approx(2.95, rel=0.02)
        assert len(pauses) < 300

    def test_a_pause_can_be_given(self):
        scenario = Scenario(completes_at(10), poll_interval=2.0)

        scenario.wait.run()

        assert scenario.looks == [0, 2, 4, 6, 8, 10]

    def test_shows_every_look_with_the_time_waited(self):
        scenario = Scenario(completes_at(1))

        scenario.wait.run()

        assert [shown.state for shown in scenario.display.shown] == [
            "RefreshInProgress",
            "RefreshInProgress",
            "RefreshCompleted",
        ]
        assert scenario.display.waited == [0, 0.5, 1.0]


class TestEnds:
    def test_progress_of_100_is_not_completion(self):
        scenario = Scenario(
            lambda elapsed: job("Completed", 100) if elapsed > 5 else job(progress=100)
        )

        scenario.wait.run()

        assert scenario.elapsed > 5

    def test_a_state_that_is_not_known_has_not_ended(self):
        scenario = Scenario(script(job("Polishing"), job("Completed", 100)))

        assert scenario.wait.run().is_completed

    def test_going_back_is_no_end(self):
        scenario = Scenario(script(job(progress=80), job("Pending", 0), job("Completed", 100)))

        assert scenario.wait.run().is_completed

    def test_a_failed_job_ends_it_with_the_reason_of_the_server(self):
        failed = job("Failed", 12, "file 'a' is corrupt", END)

        error = Scenario(script(job(), failed)).fails()

        assert error.code == "REFRESH_FAILED"
        assert error.job == failed
        assert str(error) == (
            f"[REFRESH_FAILED] Refresh job {JOB_ID} of collection 'docs' failed at 12 %:"
            " file 'a' is corrupt. The previous snapshot stays; mend the source and refresh again."
        )

    @pytest.mark.parametrize(
        ("reason", "advice"),
        [
            (None, "the server gave no reason. The previous snapshot stays"),
            ("timeout after 3600s", "The server's limit for a job passed"),
            ("timeout waiting for indexes", "The new data is live but not wholly indexed"),
        ],
    )
    def test_the_advice_goes_by_the_reason(self, reason, advice):
        assert advice in Scenario(script(job("Failed", 99, reason, END))).fails().message

    def test_a_failure_without_an_end_can_be_taken_back(self):
        scenario = Scenario(script(job("Failed", 0), job("Failed", 0), job("Completed", 100)))

        assert scenario.wait.run().is_completed
        assert scenario.clock.slept == [1.0, 1.0]

    def test_a_failure_without_an_end_is_believed_after_15_seconds(self):
        scenario = Scenario(script(job(), job("Failed", 0)))

        assert scenario.fails().code == "REFRESH_FAILED"
        assert scenario.elapsed == pytest.approx(15.5)

    def test_other_errors_end_it_at_once_with_the_job_as_last_seen(self):
        denied = MilvusRefreshError("MILVUS_PERMISSION_DENIED", "No.", JOB_ID)

        error = Scenario(script(job(), denied)).fails()

        assert error is denied
        assert error.job == job()
        assert error.__context__ is None

    def test_an_error_of_spark_passes_through(self):
        def broken(elapsed: float):
            raise RuntimeError("The Spark session was stopped.")

        with pytest.raises(RuntimeError, match=r"^The Spark session was stopped\.$"):
            Scenario(broken).wait.run()


class TestDeadline:
    def test_a_timeout_tells_the_last_state_and_how_to_wait_on(self):
        scenario = Scenario(lambda elapsed: job(reason="busy"), timeout=90.0)

        error = scenario.fails()

        assert scenario.elapsed == 90
        assert scenario.looks[-1] == 90
        assert error.code == "AWAIT_TIMEOUT"
        assert error.job == job(reason="busy")
        assert error.message == (
            f"Refresh job {JOB_ID} did not end within 1m30s. Last seen 0ms ago: RefreshInProgress of"
            " collection 'docs' at 42 %, reason: busy. The job may still run; await it again with"
            f" await_refresh(spark, {JOB_ID}), or raise timeout."
        )

    def test_zero_looks_once(self):
        scenario = Scenario(lambda elapsed: job(), timeout=0.0)

        assert scenario.fails().code == "AWAIT_TIMEOUT"
        assert scenario.looks == [0]

    def test_an_end_at_the_last_look_counts(self):
        scenario = Scenario(completes_at(60), timeout=60.0)

        assert scenario.wait.run().is_completed
        assert scenario.elapsed == 60

    def test_what_was_spent_before_shortens_the_wait_but_not_what_is_told(self):
        scenario = Scenario(lambda elapsed: job(), timeout=60.0, spent=50.0)

        assert "did not end within 1m." in scenario.fails().message
        assert scenario.elapsed == 10

    def test_more_spent_than_there_was_still_looks_once(self):
        scenario = Scenario(completes_at(0), timeout=60.0, spent=61.0)

        assert scenario.wait.run().is_completed

    def test_a_timeout_in_trouble_tells_the_trouble(self):
        error = Scenario(lambda elapsed: unreachable(), timeout=10.0).fails()

        assert error.code == "AWAIT_TIMEOUT"
        assert "The server gave no good answer. Last trouble: [MILVUS_UNREACHABLE]" in error.message


class TestOutages:
    def test_one_within_the_allowance_is_ridden_out(self):
        def away_for_five_minutes(elapsed: float):
            if 10 <= elapsed < 300:
                return unreachable()
            return job("Completed", 100) if elapsed >= 400 else job()

        scenario = Scenario(away_for_five_minutes)

        assert scenario.wait.run().is_completed
        assert set(scenario.display.notes) == {"The connection was refused."}

    def test_one_beyond_the_allowance_ends_it(self):
        scenario = Scenario(lambda elapsed: unreachable() if elapsed >= 10 else job())

        error = scenario.fails()

        assert error.code == "MILVUS_UNREACHABLE"
        assert error.job == job()
        assert 310 <= scenario.elapsed <= 325
        assert error.message.startswith(f"No good answer about refresh job {JOB_ID} for 5m")
        assert error.message.endswith(
            "The connection was refused. The job may still run; await it again when the server is"
            " back."
        )

    def test_a_good_answer_restores_the_allowance(self):
        scenario = Scenario(
            lambda elapsed: job() if 290 < elapsed < 310 else unreachable(), timeout=500.0
        )

        assert scenario.fails().code == "AWAIT_TIMEOUT"

    def test_an_allowance_of_zero_bears_nothing(self):
        scenario = Scenario(lambda elapsed: unreachable(), unreachable_timeout=0.0)

        assert scenario.fails().code == "MILVUS_UNREACHABLE"
        assert scenario.looks == [0]


class TestVanishedJobs:
    def test_a_job_is_given_a_grace_to_appear(self):
        scenario = Scenario(lambda elapsed: missing() if elapsed < 4.5 else job("Completed", 100))

        assert scenario.wait.run().is_completed

    def test_a_job_that_never_appears_is_not_found(self):
        scenario = Scenario(lambda elapsed: missing())

        error = scenario.fails()

        assert str(error) == "[JOB_NOT_FOUND] The server does not know it."
        assert scenario.looks == [0, 1, 2, 3, 4, 5]

    def test_a_job_that_was_seen_is_given_longer_and_then_its_outcome_is_unknown(self):
        scenario = Scenario(script(job(progress=99), missing()))

        error = scenario.fails()

        assert error.code == "JOB_EXPIRED"
        assert error.job == job(progress=99)
        assert scenario.elapsed == 15.5
        assert error.message.startswith(
            f"Refresh job {JOB_ID} of collection 'docs' is gone; last seen RefreshInProgress at"
            " 99 %. Its outcome is unknown"
        )

    def test_a_job_that_comes_back_is_awaited(self):
        scenario = Scenario(script(job(), missing(), missing(), job("Completed", 100)))

        assert scenario.wait.run().is_completed

    def test_the_last_look_gives_no_grace(self):
        assert Scenario(lambda elapsed: missing(), timeout=0.0).fails().code == "JOB_NOT_FOUND"
