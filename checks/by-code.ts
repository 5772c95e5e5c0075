import type { Stage } from '../src/model/check.ts';

const stages = {
  account: async (): Promise<Stage> => (await import('./account.ts')).account,
  client: async (): Promise<Stage> => (await import('./client.ts')).client,
  delivery: async (): Promise<Stage> => (await import('./delivery.ts')).delivery,
  inbox: async (): Promise<Stage> => (await import('./inbox.ts')).inbox,
};

/**
 * The checks that hold the words of some codes, by their stages and in the order of the report. In the bundle a table stands in the
 * place of this file which loads each of them alone (build/words-by-code.ts).
 */
export async function stagesOf(codes: readonly string[]): Promise<readonly Stage[]> {
  const whole = await Promise.all(Object.values(stages).map((load) => load()));
  return whole
    .map((stage) => ({
      ...stage,
      checks: stage.checks.filter(({ problems }) => codes.some((code) => code in problems)),
    }))
    .filter(({ checks }) => checks.length > 0);
}
