import type { FixStep } from './report.ts';

/** Services of the AWS CLI that this program names in commands and that answer for one Region. */
const regional =
  /^aws (?:sesv2|ses|sns|sqs|events|firehose|kms|ec2|cloudwatch|lambda|logs|athena|glue|s3|s3api|service-quotas) /;

/**
 * The step with a command that names its Region: a shell has another default than this run, and would look elsewhere.
 * That is the Region of an ARN in the command, else the one given.
 */
export function inRegion(region: string | null): (step: FixStep) => FixStep {
  return (step) => {
    const { command } = step;
    if (command === null || !regional.test(command) || / --region[ =]/.test(command)) return step;
    // A line with more than the call itself is left as it was written.
    if (/ \| | && | > |\n/.test(command)) return step;
    const own = /\barn:aws[a-z-]*:[a-z0-9-]+:([a-z0-9-]+):/.exec(command)?.[1] ?? region;
    return own === null || !/^[a-z]{2,}(?:-[a-z]+)+-\d+$/.test(own)
      ? step
      : { ...step, command: `${command} --region ${own}` };
  };
}
