import { adviceFor } from './advice.ts';
import { compareText } from './compare-text.ts';
import type { Example, SurveyUnknown } from './document.ts';
import type { SurveyUnanswered } from './lines.ts';

/** What was not answered, by reason and action. */
export function createUnknownCounter(): {
  add: (of: SurveyUnknown['of'], unanswered: readonly SurveyUnanswered[], example: Example) => void;
  list: () => readonly SurveyUnknown[];
} {
  const seen = new Map<string, SurveyUnknown & Pick<SurveyUnanswered, 'reason'>>();
  return {
    add: (of, unanswered, example) => {
      const once = new Set<string>();
      for (const { reason, action, message, counts = true } of unanswered) {
        const key = JSON.stringify([reason, action, counts, of]);
        const known = seen.get(key);
        const first = known === undefined || message < known.message ? message : known.message;
        const isNew = !once.has(key);
        once.add(key);
        const count = (known?.count ?? 0) + (isNew ? 1 : 0);
        const examples = isNew ? firstOf([...(known?.examples ?? []), example]) : (known?.examples ?? []);
        seen.set(key, { reason, of, count, action, message: first, examples, counts });
      }
    },
    list: () =>
      [...seen.values()]
        .map(advised)
        .sort(
          (one, other) =>
            Number(other.counts) - Number(one.counts) ||
            other.count - one.count ||
            compareText(one.reason, other.reason) ||
            compareText(one.of, other.of) ||
            compareText(one.action ?? '', other.action ?? ''),
        ),
  };
}

/** The first three by name: in which order they ended must not matter. */
const firstOf = (examples: readonly Example[]): readonly Example[] =>
  examples.toSorted((one, other) => compareText(nameOf(one), nameOf(other))).slice(0, 3);

const nameOf = ({ account, region, identity, tenant }: Example): string =>
  JSON.stringify([account, region, identity, tenant ?? null]);

/** With what to do about it. */
function advised(unknown: SurveyUnknown & Pick<SurveyUnanswered, 'reason'>): SurveyUnknown {
  const advice = adviceFor(unknown);
  return advice === null ? unknown : { ...unknown, message: `${unknown.message}. ${advice}` };
}
