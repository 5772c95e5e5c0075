import * as ses from '@aws-sdk/client-ses';
import * as sesv2 from '@aws-sdk/client-sesv2';

/**
 * Schemas of the SDKs are tuples that begin with their kind (smithy: 3 structure, -3 error, 9 operation), their namespace and
 * their name. The traits of an error stand third; its HTTP status is `httpError` there.
 */
type Schema = readonly [
  kind: number,
  namespace: string,
  name: string,
  traits: unknown,
  ...rest: readonly unknown[],
];

const isSchema = (value: unknown): value is Schema =>
  Array.isArray(value) &&
  typeof value[0] === 'number' &&
  typeof value[1] === 'string' &&
  typeof value[2] === 'string';

interface Api {
  operations: string[];
  errors: Record<string, number>;
  members: string[];
}

/** What the client of an API knows: its operations, its errors with their HTTP status, the members of its requests. */
function apiOf(client: Readonly<Record<string, unknown>>): Api {
  const operations: string[] = [];
  const errors: Record<string, number> = {};
  const members = new Set<string>();
  for (const value of Object.values(client)) {
    if (!isSchema(value)) continue;
    const [kind, , name, traits, names] = value;
    if (kind === 9) operations.push(name);
    if (kind === -3 && !name.endsWith('ServiceException')) {
      const status = (traits as Readonly<Record<string, unknown>>)['httpError'];
      errors[name] = typeof status === 'number' ? status : 400;
    }
    if (kind === 3 && name.endsWith('Request') && Array.isArray(names))
      for (const member of names) if (typeof member === 'string') members.add(member);
  }
  return {
    operations: operations.sort(),
    errors: Object.fromEntries(Object.entries(errors).sort(([a], [b]) => (a < b ? -1 : 1))),
    members: [...members].sort(),
  };
}

/** The source of `src/symptom/tables/ses-model.ts`, from the models that both clients of SES carry. */
export function sesModel(): string {
  const apis = { ses: apiOf({ ...ses }), sesv2: apiOf({ ...sesv2 }) };
  const text = (words: readonly string[]): string => `\n  '${words.join(' ')}'.split(' ')`;
  const errors = (known: Readonly<Record<string, number>>): string =>
    Object.entries(known)
      .map(([name, status]) => `  ${name}: ${status},`)
      .join('\n');
  return `// Written by build/ses-model.ts from @aws-sdk/client-ses and @aws-sdk/client-sesv2; \`npm run docs\` writes it again.

/** Operations of the SES API (version 1). */
export const sesOperations: readonly string[] =${text(apis.ses.operations)};

/** Operations of the SES API v2. */
export const sesv2Operations: readonly string[] =${text(apis.sesv2.operations)};

/** Errors of the SES API (version 1) with their HTTP status. */
export const sesErrors: Readonly<Record<string, number>> = {
${errors(apis.ses.errors)}
};

/** Errors of the SES API v2 with their HTTP status. */
export const sesv2Errors: Readonly<Record<string, number>> = {
${errors(apis.sesv2.errors)}
};

/** Members of the requests of both APIs, as a validation error names them. */
export const sesMembers: readonly string[] =${text([...new Set([...apis.ses.members, ...apis.sesv2.members])].sort())};
`;
}
