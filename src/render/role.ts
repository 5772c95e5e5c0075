import type { Statement } from '../model/policy.ts';
import { renderPolicy, type PolicyFormat } from './policy.ts';

/**
 * The role to deploy to each account that is surveyed, without a final line break: who may take it on is a parameter.
 * JSON has no parameters: it is the policy alone.
 */
export function renderRole(statements: readonly Statement[], format: PolicyFormat): string {
  switch (format) {
    case 'json':
      return renderPolicy(statements, 'json');
    case 'terraform':
      return `${renderPolicy(statements, 'terraform')}\n\n${terraformRole}`;
    case 'cloudformation':
      return cloudformationRole(statements);
  }
}

/** A StackSet deploys it to every account of an organization (CloudFormation User Guide, "StackSets"). */
function cloudformationRole(statements: readonly Statement[]): string {
  const policy: unknown = JSON.parse(renderPolicy(statements, 'json'));
  return JSON.stringify(
    {
      AWSTemplateFormatVersion: '2010-09-09',
      Description: 'The role that ses-doctor survey assumes. It only reads.',
      Parameters: {
        TrustedPrincipal: {
          Type: 'String',
          Description: 'ARN of the user or role that runs ses-doctor survey',
          AllowedPattern: 'arn:aws[a-z-]*:iam::[0-9]{12}:.+',
        },
        ExternalId: {
          Type: 'String',
          Default: '',
          Description: 'Required from whoever assumes the role; may be empty',
        },
      },
      Conditions: { HasExternalId: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'ExternalId' }, ''] }] } },
      Resources: {
        SesDoctorRole: {
          Type: 'AWS::IAM::Role',
          Properties: {
            RoleName: 'ses-doctor',
            AssumeRolePolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                {
                  Effect: 'Allow',
                  Principal: { AWS: { Ref: 'TrustedPrincipal' } },
                  Action: 'sts:AssumeRole',
                  Condition: {
                    'Fn::If': [
                      'HasExternalId',
                      { StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } } },
                      { Ref: 'AWS::NoValue' },
                    ],
                  },
                },
              ],
            },
            Policies: [{ PolicyName: 'ses-doctor', PolicyDocument: policy }],
          },
        },
      },
      Outputs: { RoleArn: { Value: { 'Fn::GetAtt': ['SesDoctorRole', 'Arn'] } } },
    },
    null,
    2,
  );
}

const terraformRole = `variable "trusted_principal" {
  type        = string
  description = "ARN of the user or role that runs ses-doctor survey"
}

variable "external_id" {
  type        = string
  default     = ""
  description = "Required from whoever assumes the role; may be empty"
}

data "aws_iam_policy_document" "ses_doctor_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = [var.trusted_principal]
    }

    dynamic "condition" {
      for_each = var.external_id == "" ? [] : [var.external_id]

      content {
        test     = "StringEquals"
        variable = "sts:ExternalId"
        values   = [condition.value]
      }
    }
  }
}

resource "aws_iam_role" "ses_doctor" {
  name               = "ses-doctor"
  assume_role_policy = data.aws_iam_policy_document.ses_doctor_trust.json
}

resource "aws_iam_role_policy_attachment" "ses_doctor" {
  role       = aws_iam_role.ses_doctor.name
  policy_arn = aws_iam_policy.ses_doctor.arn
}`;
