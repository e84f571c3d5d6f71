import { useEffect, useMemo, useState } from 'preact/hooks';
import { groupBy } from '#lib/core/group-by.ts';
import type { LoggedAct } from '#lib/core/review.ts';
import { MAX_LOG_ROWS } from '#lib/core/review-limits.ts';
import type { LogCheck, PageActions } from '#lib/core/review-page.ts';
import { afterPaint } from '../../after-paint.ts';
import { useWords } from '../../i18n.tsx';
import { Scroller } from '../../Scroller.tsx';
import { Differences } from '../Changed.tsx';
import { nameOf } from '../words.ts';
import { sayAct } from './act-text.ts';
import { linkTo } from './use-route.ts';

/** Characters of an id or a hash by which the eye tells it from others; whole where it is pointed at. */
const SHORT = 8;

/** The audit log: every act of everybody, the newest first, and whether its chains hold. */
export function Log({ actions }: { actions: PageActions }) {
  const { t, number } = useWords();
  const [log, setLog] = useState<readonly LoggedAct[] | null>(null);
  const [shown, setShown] = useState(MAX_LOG_ROWS);
  const { log: read, subscribe } = actions;
  useEffect(() => {
    let isCurrent = true;
    const load = () =>
      read().then(
        (lines) => isCurrent && setLog(lines),
        () => undefined,
      );
    load();
    const end = subscribe(load);
    return () => {
      isCurrent = false;
      end();
    };
  }, [read, subscribe]);

  return (
    <section aria-labelledby="log-title" aria-busy={log === null}>
      <h2 id="log-title" tabIndex={-1} data-start>
        {t('overview_nav_log')}
      </h2>
      <p>{t('overview_log_lead')}</p>
      <Verify verify={actions.verify} />
      {log && <p>{t('overview_log_lines', [number(log.length)])}</p>}
      {log && log.length > 0 && <Lines log={log} lines={log.slice(0, shown)} actions={actions} />}
      {log && log.length > shown && (
        <button type="button" onClick={() => setShown(shown + MAX_LOG_ROWS)}>
          {t('review_more', undefined, log.length - shown)}
        </button>
      )}
    </section>
  );
}

function Verify({ verify }: { verify(): Promise<LogCheck> }) {
  const { t, number } = useWords();
  const [check, setCheck] = useState<LogCheck | 'running' | 'failed' | null>(null);
  const run = async () => {
    setCheck('running');
    // Hashing keeps the page busy: it says so first.
    await afterPaint();
    setCheck(await verify().catch(() => 'failed' as const));
  };
  return (
    <>
      <p>
        <button type="button" class="primary" disabled={check === 'running'} onClick={run}>
          {t('overview_verify')}
        </button>
      </p>
      <div role="status">
        {check === 'running' && <p>{t('overview_verifying')}</p>}
        {check === 'failed' && <p class="note">{t('review_problem_storage')}</p>}
        {check !== null && typeof check === 'object' && check.ok && (
          <div class="card">
            <p>
              <strong>{t('review_chain_holds')}</strong>{' '}
              {t('overview_verified', [number(check.lines), number(check.workspaces)])}
            </p>
            <p class="soft">{t('review_chain_no_proof')}</p>
          </div>
        )}
        {check !== null && typeof check === 'object' && !check.ok && (
          <p class="note">{t('overview_broken', [number(check.seq), check.reviewer])}</p>
        )}
      </div>
    </>
  );
}

interface LinesProps {
  log: readonly LoggedAct[];
  /** Those that are shown. */
  lines: readonly LoggedAct[];
  actions: PageActions;
}

function Lines({ log, lines, actions }: LinesProps) {
  const words = useWords();
  const { t, time, number } = words;
  const { reasons } = actions.choices().reasons;
  const ofCase = useMemo(() => groupBy(log, (line) => line.case), [log]);
  return (
    <Scroller name={t('overview_history')}>
      <table class="log">
        <thead>
          <tr>
            <th scope="col">{t('overview_log_at')}</th>
            <th scope="col">{t('overview_filter_reviewer')}</th>
            <th scope="col">{t('overview_history')}</th>
            <th scope="col">{t('print_page')}</th>
            <th scope="col">{t('overview_log_line')}</th>
            <th scope="col">SHA-256</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const one = actions.get(line.case);
            const ofThat = ofCase.get(line.case) ?? [];
            const actOf = (id: string) => ofThat.find((other) => other.id === id)?.act ?? null;
            return (
              <tr key={line.id}>
                <td>{time(line.at)}</td>
                <td>
                  <bdi>{line.reviewer}</bdi>
                </td>
                <td>
                  <bdi>{sayAct(line.act, { words, reasons, actOf })}</bdi>
                  <Differences what={actions.whatChanged(line, ofThat)} />
                </td>
                <td>
                  {one ? (
                    <a href={linkTo({ part: 'case', id: one.id })}>
                      <bdi>{nameOf(one)}</bdi>
                    </a>
                  ) : (
                    <code>{line.case.slice(0, SHORT)}</code>
                  )}
                </td>
                <td>
                  {number(line.seq)}{' '}
                  <code class="soft" title={line.device}>
                    {line.device.slice(0, SHORT)}
                  </code>
                </td>
                <td>
                  <code title={line.hash}>{line.hash.slice(0, SHORT)}</code>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroller>
  );
}
