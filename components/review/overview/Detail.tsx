import { useEffect, useRef, useState } from 'preact/hooks';
import { keyOf } from '#lib/core/reason-text.ts';
import type { LoggedAct, ReviewCase } from '#lib/core/review.ts';
import type { PageActions } from '#lib/core/review-page.ts';
import { useWords } from '../../i18n.tsx';
import { LevelShape } from '../../LevelShape.tsx';
import { State } from '../Case.tsx';
import { Notes } from '../Notes.tsx';
import { Proof } from '../Proof.tsx';
import { nameOf } from '../words.ts';
import { History } from './History.tsx';
import { Links } from './Links.tsx';
import type { PageState } from './use-page.ts';
import { linkTo } from './use-route.ts';

interface Props {
  id: string;
  actions: PageActions;
  page: PageState;
}

/** One case: what was found and decided, on what evidence, what it shares with others, and all that was done. */
export function Detail({ id, actions, page }: Props) {
  const { t } = useWords();
  const one = actions.get(id);
  const lines = useLines(id, one, actions);
  const note = useRef<HTMLTextAreaElement>(null);
  const tag = useRef<HTMLInputElement>(null);
  const proof = useRef<HTMLDetailsElement>(null);
  const [isProofOpen, setProofOpen] = useState(true);

  if (!one) {
    return (
      <section>
        <Back />
        <p class="note" tabIndex={-1} data-start>
          {t('review_problem_no_case')}
        </p>
      </section>
    );
  }
  return (
    <article class="detail">
      <Back />
      <header>
        <h2 tabIndex={-1} data-start>
          <bdi>{nameOf(one)}</bdi>
        </h2>
        <p class="soft">
          <a href={one.url} target="_blank" rel="noreferrer">
            <bdi dir="ltr">{one.url}</bdi>
          </a>
        </p>
        {one.seen && one.seen.finalUrl !== one.url && (
          <p class="soft">
            {t('print_led_to')}: <bdi dir="ltr">{one.seen.finalUrl}</bdi>
          </p>
        )}
        <State one={one} reasons={actions.choices().reasons} />
      </header>
      <Found one={one} listTitle={actions.listTitle} />
      <section aria-labelledby="links-title">
        <h3 id="links-title">{t('overview_links')}</h3>
        <Links one={one} groups={actions.linksOf(id)} get={actions.get} />
      </section>
      <Notes
        one={one}
        noteRef={note}
        tagRef={tag}
        onNote={(text) =>
          page.run(
            () => actions.note(id, text),
            () => t('review_note_kept'),
          )
        }
        onTag={(add, remove) =>
          page.run(
            () => actions.tag(id, add, remove),
            () => t(add.length > 0 ? 'review_tag_added' : 'review_tag_removed'),
          )
        }
      />
      {one.evidence ? (
        <Proof
          hash={one.evidence}
          isOpen={isProofOpen}
          proofRef={proof}
          load={actions.proof}
          onToggle={setProofOpen}
        />
      ) : (
        <p class="soft">{t('overview_no_proof')}</p>
      )}
      <section aria-labelledby="history-title">
        <h3 id="history-title">{t('overview_history')}</h3>
        {lines && <History lines={lines} reasons={actions.choices().reasons.reasons} />}
      </section>
    </article>
  );
}

function Back() {
  const { t } = useWords();
  return (
    <p>
      <a href={linkTo({ part: 'cases' })}>{t('overview_back')}</a>
    </p>
  );
}

function Found({ one: { seen }, listTitle }: { one: ReviewCase; listTitle(id: string): string }) {
  const { t, date } = useWords();
  if (!seen) return <p class="soft">{t('review_unseen')}</p>;
  return (
    <section aria-labelledby="found-title">
      <h3 id="found-title">{t('print_found')}</h3>
      <p class="level" data-level={seen.level}>
        <LevelShape level={seen.level} /> <strong>{t(keyOf('level', seen.level))}</strong>{' '}
        <span class="soft">{date(seen.date)}</span>
      </p>
      <ul class="found">
        {seen.items.map(({ kind, text, chain, level, subjects, lists }) => (
          <li key={`${kind} ${text}`} data-level={level}>
            <LevelShape level={level} size={16} />
            <div>
              <p>
                <span class="soft">
                  {chain ? t(keyOf('chain', chain)) : t(keyOf('print', kind))} · {t(keyOf('level', level))}
                </span>
                <br />
                <code dir="ltr">{text}</code>
              </p>
              {lists.length > 0 && (
                <p class="soft">
                  {lists.map((list) => (
                    <bdi key={list}>{listTitle(list)} </bdi>
                  ))}
                  {subjects.map((subject) => (
                    <bdi key={subject}>· {subject} </bdi>
                  ))}
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
      {seen.indicators.length > 0 && (
        <ul class="plain">
          {seen.indicators.map((code) => (
            <li key={code}>{t(keyOf('indicator', code))}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The lines of the case, read anew whenever something was done in it; `null` while they are. */
function useLines(id: string, one: ReviewCase | null, { linesOf }: PageActions): LoggedAct[] | null {
  const [lines, setLines] = useState<LoggedAct[] | null>(null);
  // Another act makes another case.
  useEffect(() => {
    let isCurrent = true;
    linesOf(id).then(
      (found) => isCurrent && setLines(found),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [id, one]);
  return lines;
}
