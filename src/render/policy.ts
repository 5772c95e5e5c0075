import type { Statement } from '../model/policy.ts';

export const policyFormats = ['json', 'terraform', 'cloudformation'] as const;
export type PolicyFormat = (typeof policyFormats)[number];

/** An IAM policy in the form of some tool, without a final line break. */
export function renderPolicy(statements: readonly Statement[], format: PolicyFormat): string {
  switch (format) {
    case 'json':
      return JSON.stringify(documentOf(statements), null, 2);
    case 'terraform':
      return terraform(statements);
    case 'cloudformation':
      return cloudformation(statements);
  }
}

/** IAM JSON policy elements: a single value stands alone, several in a list. */
const documentOf = (statements: readonly Statement[]): object => ({
  Version: '2012-10-17',
  Statement: statements.map(({ sid, denies, actions, resources, condition }) => ({
    Sid: sid,
    Effect: denies === true ? 'Deny' : 'Allow',
    Action: actions,
    Resource: resources.length === 1 ? resources[0] : resources,
    ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
  })),
});

/** HCL: JSON strings are HCL strings as long as `${` and `%{` are escaped. */
const quoted = (text: string): string => JSON.stringify(text).replaceAll(/([$%])\{/g, '$1$1{');

const listed = (texts: readonly string[], pad: string): string =>
  texts.length === 1
    ? `[${quoted(texts[0] ?? '')}]`
    : `[\n${texts.map((text) => `${pad}  ${quoted(text)},`).join('\n')}\n${pad}]`;

/**
 * Attributes as `terraform fmt` writes them: those in a row have their signs in one column, and a list of several lines ends
 * the row and is not in it.
 */
function aligned(attributes: readonly (readonly [string, string])[], pad: string): string {
  const isLong = ([, value]: readonly [string, string]): boolean => value.includes('\n');
  return attributes
    .map((one, index) => {
      if (isLong(one)) return `${pad}${one[0]} = ${one[1]}`;
      const from = attributes.slice(0, index).findLastIndex(isLong) + 1;
      const to = attributes.findIndex((other, at) => at > index && isLong(other));
      const row = attributes.slice(from, to === -1 ? undefined : to);
      const width = Math.max(...row.map(([name]) => name.length));
      return `${pad}${one[0].padEnd(width)} = ${one[1]}`;
    })
    .join('\n');
}

function terraform(statements: readonly Statement[]): string {
  const blocks = statements.map(({ sid, denies, actions, resources, condition }) => {
    const conditions = Object.entries(condition).flatMap(([test, keys]) =>
      Object.entries(keys).map(
        ([variable, values]) =>
          `\n    condition {\n${aligned(
            [
              ['test', quoted(test)],
              ['variable', quoted(variable)],
              ['values', listed([values].flat(), '      ')],
            ],
            '      ',
          )}\n    }`,
      ),
    );
    const head = aligned(
      [
        ['sid', quoted(sid)],
        ...(denies === true ? [['effect', '"Deny"'] as const] : []),
        ['actions', listed(actions, '    ')],
        ['resources', listed(resources, '    ')],
      ],
      '    ',
    );
    return `  statement {\n${head}\n${conditions.join('\n')}${conditions.length > 0 ? '\n' : ''}  }`;
  });
  return `data "aws_iam_policy_document" "ses_doctor" {\n${blocks.join('\n\n')}\n}\n\nresource "aws_iam_policy" "ses_doctor" {\n  name   = "ses-doctor"\n  policy = data.aws_iam_policy_document.ses_doctor.json\n}`;
}

/** JSON is YAML: the document stands in the template as it is. */
function cloudformation(statements: readonly Statement[]): string {
  return JSON.stringify(
    {
      AWSTemplateFormatVersion: '2010-09-09',
      Description: 'What ses-doctor may do.',
      Resources: {
        SesDoctorPolicy: {
          Type: 'AWS::IAM::ManagedPolicy',
          Properties: { ManagedPolicyName: 'ses-doctor', PolicyDocument: documentOf(statements) },
        },
      },
      Outputs: { PolicyArn: { Value: { Ref: 'SesDoctorPolicy' } } },
    },
    null,
    2,
  );
}
