import { command } from '../../src/paste.ts';

/** What a finding about a template is about. */
export interface OfTemplate {
  name: string;
  /** The Region that stores it; null for a file. */
  storedIn: string | null;
}

/** Shows what SES has stored; null for a file. */
export const getTemplate = ({ name, storedIn }: OfTemplate): string | null =>
  command`aws sesv2 get-email-template --template-name ${name} --region ${storedIn}`;
