import { useState } from 'preact/hooks';
import { keyOf } from '#lib/core/reason-text.ts';
import type { ReviewCase } from '#lib/core/review.ts';
import { useWords } from '../i18n.tsx';
import { LevelShape } from '../LevelShape.tsx';
import { begunText, nameOf } from './words.ts';

/** Cases drawn at first, and more with each time that somebody asks: nobody looks through ten thousand. */
const SHOWN = 50;
const MORE = 200;

interface Props {
  find(text: string, all: boolean): readonly ReviewCase[];
  onOpen(id: string): void;
}

/** What waits for the person, in the order in which it should be looked at. */
export function Queue({ find, onOpen }: Props) {
  const { t, number } = useWords();
  const [text, setText] = useState('');
  const [all, setAll] = useState(false);
  const [shown, setShown] = useState(SHOWN);
  const cases = find(text, all);
  return (
    <section aria-labelledby="queue-title">
      <h2 id="queue-title">{t(all ? 'review_all_title' : 'review_queue_title', [number(cases.length)])}</h2>
      <label for="queue-search">{t('review_search')}</label>
      <input
        id="queue-search"
        type="search"
        dir="auto"
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          setShown(SHOWN);
        }}
      />
      <label class="switch">
        <input
          type="checkbox"
          checked={all}
          onChange={({ currentTarget }) => setAll(currentTarget.checked)}
        />
        {t('review_show_all')}
      </label>
      {cases.length === 0 && <p>{t(text ? 'review_none_found' : 'review_none_waiting')}</p>}
      <ul class="queue">
        {cases.slice(0, shown).map((one) => (
          <li key={one.id}>
            <Row one={one} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      {cases.length > shown && (
        <button type="button" onClick={() => setShown(shown + MORE)}>
          {t('review_more', [number(cases.length - shown)])}
        </button>
      )}
    </section>
  );
}

function Row({ one, onOpen }: { one: ReviewCase; onOpen(id: string): void }) {
  const words = useWords();
  const { t } = words;
  const begun = begunText(one, words);
  const { id, host, seen, state, changed, rivals } = one;
  const level = seen?.level;
  return (
    <button type="button" class="row" onClick={() => onOpen(id)}>
      {level ? <LevelShape level={level} size={16} /> : <span class="unseen" />}
      <span class="about">
        <bdi>{nameOf(one)}</bdi>
        <span class="soft">
          <bdi dir="ltr">{host}</bdi>
        </span>
        <span class="soft states">
          <span>{t(level ? keyOf('level', level) : 'review_unseen')}</span>
          {seen?.from && <span>{t('review_from_scan_short')}</span>}
          {state !== 'new' && <span>{t(keyOf('review_state', state))}</span>}
          {begun && <bdi>{begun}</bdi>}
          {changed && <span>{t('review_changed_short')}</span>}
          {rivals.length > 0 && <span>{t('review_rivals_short')}</span>}
        </span>
      </span>
    </button>
  );
}
