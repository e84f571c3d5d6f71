import { useState } from 'preact/hooks';
import { keyOf } from '#lib/core/reason-text.ts';
import type { ReviewCase } from '#lib/core/review.ts';
import type { PageActions, PushOutcome } from '#lib/core/review-page.ts';
import {
  DISTRIBUTIONS,
  type Distribution,
  type MispServer,
  type ReviewSharing,
  type TargetKind,
  type TaxiiServer,
  TLPS,
  type Tlp,
} from '#lib/core/review-sharing.ts';
import { useWords } from '../../i18n.tsx';
import { Choices } from '../Choices.tsx';
import { Server } from './Server.tsx';
import type { PageState } from './use-page.ts';
import { useSharing } from './use-sharing.ts';

interface Props {
  actions: PageActions;
  page: PageState;
  found: readonly ReviewCase[];
}

/** In whose name cases are passed on, how far they may go, and to which servers. */
export function Sharing({ actions, page, found }: Props) {
  const { t } = useWords();
  const sharing = useSharing(actions);
  const keep = (change: Partial<ReviewSharing>) =>
    page.run(
      () => actions.setSharing(change),
      () => t('done'),
    );
  return (
    <>
      <h2 tabIndex={-1} data-start>
        {t('overview_nav_sharing')}
      </h2>
      <Choices
        choices={actions.choices()}
        onChange={(change) =>
          page.run(
            () => actions.setChoices(change),
            () => t('done'),
          )
        }
        onReasons={async (file) => {
          const taken = await actions.setReasons(file);
          return taken.ok ? null : taken.what;
        }}
      />
      <p>{t('overview_sharing_lead')}</p>
      {sharing && (
        <>
          <Sender sharing={sharing} onChange={keep} />
          <Target kind="misp" server={sharing.misp} {...{ actions, sharing, keep }} cases={found} />
          <Target kind="taxii" server={sharing.taxii} {...{ actions, sharing, keep }} cases={found} />
        </>
      )}
    </>
  );
}

function Sender({
  sharing,
  onChange,
}: {
  sharing: ReviewSharing;
  onChange(change: Partial<ReviewSharing>): void;
}) {
  const { t } = useWords();
  const { team, tlp, distribution } = sharing;
  return (
    <section class="card fields" aria-labelledby="sender-title">
      <h3 id="sender-title">{t('overview_sender')}</h3>
      <label for="team">{t('overview_team')}</label>
      <input
        id="team"
        type="text"
        dir="auto"
        autocomplete="organization"
        maxLength={200}
        defaultValue={team}
        aria-describedby="team-hint"
        onChange={({ currentTarget }) => onChange({ team: currentTarget.value })}
      />
      <p class="soft" id="team-hint">
        {t('overview_team_hint')}
      </p>
      <label for="tlp">{t('overview_tlp')}</label>
      <select
        id="tlp"
        value={tlp}
        onChange={({ currentTarget }) => onChange({ tlp: currentTarget.value as Tlp })}
      >
        {TLPS.map((one) => (
          <option key={one} value={one}>
            {`TLP:${one.toUpperCase()} · ${t(keyOf('overview_tlp', one.replace('+', '-')))}`}
          </option>
        ))}
      </select>
      <label for="distribution">{t('overview_distribution')}</label>
      <select
        id="distribution"
        value={distribution}
        onChange={({ currentTarget }) => onChange({ distribution: currentTarget.value as Distribution })}
      >
        {DISTRIBUTIONS.map((one) => (
          <option key={one} value={one}>
            {t(keyOf('overview_distribution', one))}
          </option>
        ))}
      </select>
    </section>
  );
}

interface TargetProps {
  kind: TargetKind;
  server: MispServer | TaxiiServer | null;
  actions: PageActions;
  sharing: ReviewSharing;
  cases: readonly ReviewCase[];
  keep(change: Partial<ReviewSharing>): Promise<boolean>;
}

/** A server of the team's own: what it takes to reach it, and passing on the cases that are shown. */
function Target({ kind, server, actions, sharing, cases, keep }: TargetProps) {
  const { t, number } = useWords();
  const [pushed, setPushed] = useState<PushOutcome | 'running' | null>(null);
  const host = server && URL.parse('url' in server ? server.url : server.root)?.host;
  // The others are sent only where the server has them from before.
  const decided = cases.filter(({ decidedAt }) => decidedAt !== null);

  async function push(): Promise<void> {
    setPushed('running');
    // Asked within the click: the permission for the host comes first.
    setPushed(
      await actions
        .push(kind, cases)
        .catch((): PushOutcome => ({ sent: 0, kept: 0, problem: { code: 'offline', params: [] } })),
    );
  }

  return (
    <section class="card fields" aria-labelledby={`${kind}-title`}>
      <h3 id={`${kind}-title`}>{t(keyOf('overview_target', kind))}</h3>
      <Server kind={kind} server={server} onKeep={(value) => keep({ [kind]: value })} />
      {host && (
        <>
          <p>{t('overview_push_about', [number(decided.length), host])}</p>
          {sharing.team === '' && <p class="note">{t('overview_needs_team')}</p>}
          <p>
            <button
              type="button"
              class="primary"
              disabled={pushed === 'running' || sharing.team === '' || cases.length === 0}
              onClick={push}
            >
              {t('overview_push', [host])}
            </button>
          </p>
        </>
      )}
      <div role="status">
        {pushed === 'running' && <p>{t('overview_pushing')}</p>}
        {pushed !== null && pushed !== 'running' && (
          <>
            <p>{t('overview_pushed', [number(pushed.sent), number(pushed.kept)])}</p>
            {pushed.problem && (
              <p class="note">{t(keyOf('push', pushed.problem.code), pushed.problem.params)}</p>
            )}
          </>
        )}
      </div>
    </section>
  );
}
