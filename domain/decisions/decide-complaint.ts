import { isOver, type Complaint, type ComplaintOutcome } from '../complaints/complaint.ts';
import { failure, success } from '../outcome/outcome.ts';
import type { Decided } from './decide.ts';

const noComplaint = failure('no-complaint', 'There is no such complaint.');

export function decideComplaintNote(complaint: Complaint | undefined, text: string): Decided {
  return complaint ? success([{ kind: 'complaint.noted', complaintId: complaint.id, text }]) : noComplaint;
}

/** The agency that has it already is not told again. */
export function decideAssign(complaint: Complaint | undefined, agencyId: string): Decided {
  if (!complaint) return noComplaint;
  if (isOver(complaint)) return over(complaint);
  if (complaint.agencyId === agencyId) return success([]);
  return success([{ kind: 'complaint.assigned', complaintId: complaint.id, agencyId }]);
}

/** What the agency said. It stops the clock; without an agency there is nobody whose answer it could be. */
export function decideAnswer(complaint: Complaint | undefined, text: string): Decided {
  if (!complaint) return noComplaint;
  if (isOver(complaint)) return over(complaint);
  if (complaint.agencyId === null) return failure('no-agency', `Complaint ${complaint.number} is with no agency yet; give it to one first.`);
  return success([{ kind: 'complaint.answered', complaintId: complaint.id, text }]);
}

export function decideCloseComplaint(complaint: Complaint | undefined, outcome: ComplaintOutcome): Decided {
  if (!complaint) return noComplaint;
  if (isOver(complaint)) return over(complaint);
  return success([{ kind: 'complaint.closed', complaintId: complaint.id, outcome }]);
}

/** Takes up again what was answered, closed or upgraded. The clock goes on as if it had never stood. */
export function decideReopen(complaint: Complaint | undefined, reason: string): Decided {
  if (!complaint) return noComplaint;
  if (!isOver(complaint) && complaint.status !== 'answered') return failure('complaint-under-way', `Complaint ${complaint.number} is under way already.`);
  return success([{ kind: 'complaint.reopened', complaintId: complaint.id, reason }]);
}

/** One more caller about the same matter. A call joins once. */
export function decideJoin(complaint: Complaint | undefined, callId: string | null, callerNumber: string | null, note: string): Decided {
  if (!complaint) return noComplaint;
  if (isOver(complaint)) return over(complaint);
  if (callId !== null && complaint.complainants.some((each) => each.callId === callId)) return success([]);
  return success([{ kind: 'complaint.joined', complaintId: complaint.id, callId, callerNumber, note }]);
}

/** Whether a complaint may become an incident; also one that was closed, for the matter may have come back worse. */
export function decideUpgrade(complaint: Complaint | undefined): Decided {
  if (!complaint) return noComplaint;
  return complaint.status === 'upgraded' ? failure('already-upgraded', `Complaint ${complaint.number} is an incident already.`) : success([]);
}

function over({ number }: Complaint) {
  return failure('complaint-over', `Complaint ${number} is over; reopen it first.`);
}
