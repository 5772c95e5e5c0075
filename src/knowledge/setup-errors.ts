/** What an error of the SES API means that no send gets: something was to be set up, changed or deleted. */
export interface SetupError {
  /** What SES says by it, as the end of a sentence. */
  means: string;
  /** What to do about it. */
  remedy: string;
}

const exists: SetupError = {
  means: 'something of that name exists already in this account and Region',
  remedy:
    'Use what exists, update it, or choose another name; a tool such as Terraform or CloudFormation has to import it before it can own it.',
};
const absent = (thing: string): SetupError => ({
  means: `there is no ${thing} of that name in this account and Region`,
  remedy: `Compare the name letter by letter, and account and Region with those where the ${thing} was made.`,
});

/** By the name of the class without `Exception`, in lower case (SES API Reference, the errors of each action, versions 1 and 2). */
export const setupErrors: Readonly<Record<string, SetupError>> = {
  alreadyexists: exists,
  configurationsetalreadyexists: exists,
  customverificationemailtemplatealreadyexists: exists,
  eventdestinationalreadyexists: exists,
  trackingoptionsalreadyexists: exists,
  cannotdelete: {
    means: 'what is to be deleted is still in use, for example by an active receipt rule set',
    remedy: 'Remove what uses it first (activate another rule set, delete the rule), then delete it.',
  },
  conflict: {
    means: 'what is to be changed is in use, or another call changes it just now',
    remedy:
      'Wait for the other change, look at the present state, then repeat the call if it is still needed.',
  },
  eventdestinationdoesnotexist: absent('event destination'),
  trackingoptionsdoesnotexist: {
    means: 'the configuration set has no tracking domain of its own',
    remedy:
      'Create the tracking options (CreateConfigurationSetTrackingOptions) before you update or delete them.',
  },
  ruledoesnotexist: absent('receipt rule'),
  rulesetdoesnotexist: absent('receipt rule set'),
  notfound: absent('resource'),
  invalidcloudwatchdestination: {
    means: 'the dimensions of the CloudWatch destination are not usable',
    remedy:
      'Give each dimension a name of letters, digits, - and _, a value source and a default value; at most ten of them.',
  },
  invalidfirehosedestination: {
    means: 'the Firehose destination is not usable: its stream, or the role that SES is to assume',
    remedy:
      'Name a stream of this account and Region, and a role that trusts ses.amazonaws.com and may call firehose:PutRecordBatch on it.',
  },
  invalidconfigurationset: {
    means: 'the name or a member of the configuration set is not allowed',
    remedy: 'Use letters, digits, - and _ only, 64 at most.',
  },
  invaliddeliveryoptions: {
    means: 'the delivery options are not allowed',
    remedy: 'TlsPolicy is REQUIRE or OPTIONAL; a pool has to exist in this Region.',
  },
  invalidtrackingoptions: {
    means: 'the tracking domain is not usable',
    remedy:
      'Name a domain or subdomain that is verified in this account and Region and no other set uses in another way.',
  },
  invalidlambdafunction: {
    means: 'SES cannot invoke the Lambda function of the receipt rule',
    remedy:
      'Add a permission for ses.amazonaws.com to the function (lambda add-permission), with this account as the source.',
  },
  invalids3configuration: {
    means: 'SES cannot write to the S3 bucket of the receipt rule, or use its KMS key',
    remedy:
      'Allow ses.amazonaws.com s3:PutObject in the policy of the bucket, and the key in the policy of the key.',
  },
  invalidpolicy: {
    means: 'the policy of the identity is not valid JSON of IAM, or names another identity',
    remedy: 'Check the policy: Version, Statement, Principal, and the ARN of this identity as Resource.',
  },
  invalidnexttoken: {
    means: 'the token of the next page is of another call, or too old',
    remedy: 'List again from the first page, with the same filters on every page.',
  },
  limitexceeded: {
    means: 'the account has as many of these as SES allows, or the value is over its limit',
    remedy: 'Delete what nobody uses, or ask for more (Service Quotas).',
  },
  badrequest: {
    means: 'a member of the request is missing or not allowed',
    remedy: 'Read the message behind the name of the error: it says which member, and what it may hold.',
  },
};

/** What a class of errors means where nothing was to be sent; null for one that says nothing of the kind. */
export const setupErrorOf = (errorClass: string): SetupError | null =>
  setupErrors[errorClass.toLowerCase().replace(/exception$/u, '')] ?? null;
