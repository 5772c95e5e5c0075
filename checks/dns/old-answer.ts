import { grouped } from '../../src/model/many.ts';
import type { Step } from '../../src/model/check.ts';

/** What a resolver says that does not have what the zone's servers have, as a clause. */
export const oldAnswer = (seconds: number | null): string =>
  `the resolver asked here says something else, most likely from before the change${seconds === null ? '' : `, for ${grouped(seconds)} seconds`}`;

/** What was remembered runs out; what a resolver puts in its place does not. */
export const lookAgain = (seconds: number | null): Step => ({
  text: `${seconds === null ? 'Wait until the old answer has expired' : `Wait ${grouped(seconds)} seconds`}, then look again. A resolver that says the same then rewrites the name: look with --resolver and a public one.`,
  owner: 'dns',
});
