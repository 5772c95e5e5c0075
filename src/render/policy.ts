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

function terraform(statements: readonly Statement[]): string {
  const blocks = statements.map(({ sid, denies, actions, resources, condition }) => {
    const conditions = Object.entries(condition).flatMap(([test, keys]) =>
      Object.entries(keys).map(
        ([variable, values]) =>
          `\n    condition {\n      test     = ${quoted(test)}\n      variable = ${quoted(variable)}\n      values   = ${listed([values].flat(), '      ')}\n    }`,
      ),
    );
    return `  statement {\n    sid       = ${quoted(sid)}\n${denies === true ? '    effect    = "Deny"\n' : ''}    actions   = ${listed(actions, '    ')}\n    resources = ${listed(resources, '    ')}\n${conditions.join('\n')}${conditions.length > 0 ? '\n' : ''}  }`;
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
