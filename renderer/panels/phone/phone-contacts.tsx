import { useAction } from '../../keys/use-action.ts';
import { phoneText } from '../../i18n/areas/phone.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { dialActions } from '../../keys/key-map.ts';
import type { Contact } from './contacts.ts';
import styles from './phone-panel.module.css';

/** Whom the site calls most, each by one key or one press; `shown` are those that fit what is typed. */
export function PhoneContacts({ contacts, shown, isOpen, dial }: { readonly contacts: readonly Contact[]; readonly shown: readonly Contact[]; readonly isOpen: boolean; readonly dial: (contact: Contact) => void }) {
  const text = useText(phoneText);
  return (
    <>
      {dialActions.map((action, index) => (
        <DialKey key={action} action={action} contact={contacts[index]} dial={dial} />
      ))}
      {isOpen && shown.length > 0 && (
        <div className={styles['contacts']} role="group" aria-label={text.contacts}>
          {shown.map((contact) => {
            const action = dialActions[contacts.indexOf(contact)];
            return (
              <Button key={contact.id} look="quiet" {...(action ? { action } : {})} onPress={() => dial(contact)}>
                {contact.name}
              </Button>
            );
          })}
        </div>
      )}
    </>
  );
}

/** The key works whether the list is open or not. */
function DialKey({ action, contact, dial }: { readonly action: (typeof dialActions)[number]; readonly contact: Contact | undefined; readonly dial: (contact: Contact) => void }) {
  useAction(action, contact ? () => dial(contact) : null);
  return null;
}
