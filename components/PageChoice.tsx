import { OPTIONAL_MARKS, type OptionalMark } from '#lib/core/choices.ts';
import { keyOf } from '#lib/core/reason-text.ts';
import type { Level } from '#lib/core/report.ts';
import { useWords } from './i18n.tsx';
import { LevelShape } from './LevelShape.tsx';

interface Props {
  marks: readonly OptionalMark[];
  busy: boolean;
  onChange(marks: OptionalMark[]): void;
}

const SHAPE_OF: Record<OptionalMark, Level> = {
  linked: 'derived',
  lookalike: 'lookalike',
  verified: 'verified',
};

/** Which marks are drawn beside addresses; the one of what is on a list is no choice. */
export function PageChoice({ marks, busy, onChange }: Props) {
  const { t } = useWords();
  return (
    <section>
      <h2>{t('marks_title')}</h2>
      <div class="card">
        <fieldset>
          <legend>{t('marks_question')}</legend>
          <label class="switch">
            <input type="checkbox" checked disabled />
            <LevelShape level="listed" />
            <span>
              {t('level_listed')} <span class="soft">{t('marks_always')}</span>
            </span>
          </label>
          {OPTIONAL_MARKS.map((mark) => (
            <label key={mark} class="switch">
              <input
                type="checkbox"
                checked={marks.includes(mark)}
                disabled={busy}
                onChange={(event) => {
                  const others = marks.filter((one) => one !== mark);
                  onChange(event.currentTarget.checked ? [...others, mark] : others);
                }}
              />
              <LevelShape level={SHAPE_OF[mark]} />
              <span>{t(keyOf('level', SHAPE_OF[mark]))}</span>
            </label>
          ))}
        </fieldset>
        <p class="soft">{t('marks_hint')}</p>
      </div>
    </section>
  );
}
