import { createPageClient } from '../app/create-page-client.ts';
import { beginPhone } from './begin-phone.ts';

/** The page of the hidden window: it has nothing to show, and starts the phone as soon as the station gives it an account. */
void beginPhone(createPageClient(window, 'phone'), window, true);
