import { checklist } from '../checks/index.ts';

/**
 * The text that stands in the place of checks/by-code.ts in the bundle: a table that loads the checks of some codes and no others,
 * so that reading a symptom loads only the words it needs.
 */
export function wordsByCode(): string {
  const rows = checklist.flatMap(({ id: stage, checks }, at) =>
    checks.map(
      ({ id, problems }) =>
        `  [${String(at)}, ${JSON.stringify(Object.keys(problems))}, () => import('./${String(at + 1)}-${stage}/${id}.ts')],`,
    ),
  );
  const stages = checklist.map(({ id, question }) => ({ id, question }));
  return `const stages = ${JSON.stringify(stages)};
const rows = [
${rows.join('\n')}
];
export async function stagesOf(codes) {
  const wanted = await Promise.all(
    rows
      .filter(([, own]) => own.some((code) => codes.includes(code)))
      .map(async ([stage, , load]) => ({ stage, check: (await load()).default })),
  );
  return stages
    .map((stage, at) => ({ ...stage, checks: wanted.filter((one) => one.stage === at).map(({ check }) => check) }))
    .filter(({ checks }) => checks.length > 0);
}
`;
}
