import {
  gate,
  isChoiceMessage,
  isLookupMessage,
  parsePageMessage,
  parsePictureQuestion,
  parseUiMessage,
  type Sender,
} from './gates.ts';
import type {
  ChoiceMessage,
  EvidenceMessage,
  LookupMessage,
  PictureQuestion,
  ScanMessage,
  UiToBackground,
} from './protocol.ts';

/** Who answers what. */
export interface Answers {
  explain(sender: Sender): Promise<unknown>;
  putAway(about: string, sender: Sender): Promise<unknown>;
  scanned(message: ScanMessage, sender: Sender): Promise<unknown>;
  picture(question: PictureQuestion, sender: Sender): Promise<unknown>;
  lookup(message: LookupMessage): Promise<unknown>;
  evidence(tabId: number): Promise<unknown>;
  choice(message: ChoiceMessage): Promise<unknown>;
  ui(message: Exclude<UiToBackground, LookupMessage | ChoiceMessage | EvidenceMessage>): Promise<unknown>;
}

/** Gives each message to who answers it, if its sender may ask that; everything else is told that it is not understood. */
export function createDispatch(self: { id: string; origin: string }, answers: Answers) {
  return (raw: unknown, sender: Sender): Promise<unknown> => {
    const from = gate(sender, self);
    const fromPage = from === 'page' ? parsePageMessage(raw) : null;
    if (fromPage?.type === 'page.explain') return answers.explain(sender);
    if (fromPage?.type === 'page.putAway') return answers.putAway(fromPage.about, sender);
    if (fromPage) return answers.scanned(fromPage, sender);
    const aboutPicture = from === 'page' ? parsePictureQuestion(raw) : null;
    if (aboutPicture) return answers.picture(aboutPicture, sender);
    const fromUi = from === 'ui' ? parseUiMessage(raw) : null;
    if (fromUi && isLookupMessage(fromUi)) return answers.lookup(fromUi);
    if (fromUi?.type === 'evidence.get') return answers.evidence(fromUi.tabId);
    if (fromUi) return isChoiceMessage(fromUi) ? answers.choice(fromUi) : answers.ui(fromUi);
    return Promise.resolve({
      ok: false,
      error: { code: 'bad-message', message: 'This message is not understood.' },
    });
  };
}
