const REFRESH_ALARM = 'refresh-lists';
const REFRESH_CHECK_MINUTES = 15;

/** The slice of `browser.alarms` that is needed here. */
export interface AlarmsApi {
  get(name: string): Promise<{ scheduledTime: number } | undefined>;
  create(name: string, info: { periodInMinutes: number }): unknown;
}

/** Alarms may be lost when the browser restarts: made anew at every start where it is missing. */
export async function keepAlarm(alarms: AlarmsApi, now: () => number): Promise<void> {
  const alarm = await alarms.get(REFRESH_ALARM);
  // One that is further away than its period was set while the clock was wrong.
  const isFar = alarm && alarm.scheduledTime > now() + REFRESH_CHECK_MINUTES * 60_000;
  if (!alarm || isFar) alarms.create(REFRESH_ALARM, { periodInMinutes: REFRESH_CHECK_MINUTES });
}

export interface RefreshDeps {
  ready(): Promise<unknown>;
  /** Deletes what was kept for long enough. */
  forgetOld(): Promise<unknown>;
  /** Tells whether any was; calls `changed` after each that brought something while more are to come. */
  refreshDue(changed: () => Promise<unknown>): Promise<boolean>;
  /** Loads the lists that are in use now, and judges the open pages by them. */
  judgePages(): Promise<unknown>;
  /** The same, and whatever else is judged by lists. */
  listsChanged(): Promise<unknown>;
}

/** Refreshes and deletes what is due whenever the alarm rings; what fails is tried at the next. */
export function createRefresh({ ready, forgetOld, refreshDue, judgePages, listsChanged }: RefreshDeps) {
  return async (alarm: string): Promise<void> => {
    if (alarm !== REFRESH_ALARM) return;
    await forgetOld();
    await ready()
      .then(() => refreshDue(judgePages))
      .then(async (tried) => {
        if (tried) await listsChanged();
      })
      .catch(() => undefined);
  };
}
