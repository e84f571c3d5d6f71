import { AddressText } from './AddressText.tsx';
import type { Step } from './evidence-steps.ts';
import { StepIcon } from './StepIcon.tsx';

/**
 * The way from the page to the list, drawn: boxes and what ties each to the next. To a screen reader it is a list in
 * this order. It stands; where there is room it lies (popup.css).
 */
export function Evidence({ steps }: { steps: readonly Step[] }) {
  return (
    <div class="evidence">
      <ol class="trail">
        {steps.map((step) => (
          <li key={step.icon}>
            {step.link !== null && (
              <p class="tie">
                <Arrow /> {step.link}
              </p>
            )}
            <div class="box">
              <StepIcon name={step.icon} />
              <div>
                <span class="soft">{step.label}</span>{' '}
                {step.isAddress ? (
                  <AddressText text={step.value} />
                ) : (
                  <span class="value">
                    <bdi>{step.value}</bdi>
                  </span>
                )}{' '}
                {step.dated && <span class="soft">{step.dated}</span>}
              </div>
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Arrow() {
  return (
    <svg class="arrow" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d="M8 1v13M4 10l4 4l4-4" />
    </svg>
  );
}
