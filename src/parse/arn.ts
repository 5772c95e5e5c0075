/** The parts of an ARN ("Identify AWS resources with ARNs"); empty where the ARN leaves one out. */
export interface Arn {
  partition: string;
  /** As `sns`. */
  service: string;
  region: string;
  account: string;
  /** Everything behind the account, as `ses-feedback` or `identity/example.com`. */
  resource: string;
}

/** Reads an ARN, or null when the text is none. */
export function parseArn(text: string): Arn | null {
  const [arn, partition = '', service = '', region = '', account = '', ...resource] = text.split(':');
  if (arn !== 'arn' || resource.length === 0 || partition === '' || service === '') return null;
  return { partition, service, region, account, resource: resource.join(':') };
}
