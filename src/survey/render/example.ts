import { safe } from '../../render/safe.ts';
import type { Change, Compared, Example } from '../document.ts';
import { grouped, placesOf } from '../../model/many.ts';

/** An identity with where it is; of the account alone, where that is. */
export function exampleText({ account, region, identity, tenant }: Example): string {
  const named = identity ?? tenant;
  return safe(named === undefined ? `${account} ${region}` : `${named} (${account} ${region})`);
}

/** Examples behind a sentence; nothing where there are none. */
export const suchAs = (examples: readonly Example[] | undefined): string =>
  examples === undefined || examples.length === 0
    ? ''
    : `. For example: ${examples.map(exampleText).join(', ')}`;

/** What changed since an earlier state, a line each: the word, and what there is to say. */
export function changesOf({
  appeared,
  gone,
  worse,
  notThen,
  notJudgedThen,
}: Compared): readonly (readonly [string, string])[] {
  const told = ({ count, examples }: Change, otherwise: string): string =>
    count === 0
      ? '0'
      : `${grouped(count)}, as ${examples.map((one) => `${exampleText(one)} ${one.code === null ? otherwise : safe(one.code)}`.trim()).join(', ')}`;
  return [
    ['new', told(appeared, '')],
    ['gone', told(gone, 'deleted')],
    ['worse', told(worse, '')],
    ...(notThen === 0
      ? []
      : [['not compared', `${placesOf(notThen)}, which the earlier state does not hold`] as const]),
    ...(notJudgedThen === 0
      ? []
      : [['not compared', `${grouped(notJudgedThen)} that the earlier run had not looked at`] as const]),
  ];
}
