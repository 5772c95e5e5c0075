import { notFound } from '../aws-error.ts';
import type { Answers } from './answer.ts';

/** The contact list and who is on it. Addresses are found whatever their case. */
export const contactAnswers: Answers<'ses:ListContactLists' | 'ses:GetContact'> = {
  'ses:ListContactLists': (_input, { region: { contactList } }) =>
    contactList === null ? { ContactLists: [] } : { ContactLists: [{ ContactListName: contactList.name }] },

  'ses:GetContact': ({ ContactListName = '', EmailAddress = '' }, { region: { contactList } }) => {
    if (contactList?.name !== ContactListName)
      throw notFound(`List with name: ${ContactListName} doesn't exist.`);
    const found = Object.entries(contactList.contacts).find(
      ([address]) => address.toLowerCase() === EmailAddress.toLowerCase(),
    );
    if (found === undefined)
      throw notFound(`Contact ${EmailAddress} doesn't exist in list ${ContactListName}.`);
    return { ContactListName, EmailAddress: found[0], ...found[1] };
  },
};
