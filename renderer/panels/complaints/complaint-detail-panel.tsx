import { useRef } from 'react';
import { isOver, type Complaint } from '#domain/complaints/complaint.ts';
import { complaintsText } from '../../i18n/areas/complaints.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { useComplaint } from '../../state/use-complaint.ts';
import { useFace } from '../../state/use-face.ts';
import { useLatest } from '../../state/use-latest.ts';
import { useLog } from '../../state/use-log.ts';
import { PanelFrame } from '../../ui/panel-frame.tsx';
import { Timeline, timelineTail } from '../../ui/timeline.tsx';
import { CloseComplaint } from './close-complaint.tsx';
import { ComplaintAgency } from './complaint-agency.tsx';
import { ComplaintFacts } from './complaint-facts.tsx';
import { ComplaintLine } from './complaint-line.tsx';
import { UpgradeComplaint } from './upgrade-complaint.tsx';
import { useComplaintActs } from './use-complaint-acts.ts';
import styles from './complaint-detail-panel.module.css';

/** The chosen complaint. */
export function ComplaintDetailPanel({ complaintId }: { readonly complaintId: string }) {
  const text = useText(complaintsText);
  const face = useFace(useLatest('complaints'));
  const complaint = useComplaint(complaintId);
  return (
    <PanelFrame name="complaint-detail" title={text.detailTitle} face={face} focusAction="focus-detail" empty={complaint ? undefined : { sentence: text.gone }}>
      {complaint && <ComplaintDetail key={complaint.id} complaint={complaint} />}
    </PanelFrame>
  );
}

function ComplaintDetail({ complaint }: { readonly complaint: Complaint }) {
  const text = useText(complaintsText);
  const acts = useComplaintActs(complaint.id);
  const timeline = useLog('complaint-timeline', { complaintId: complaint.id }, { tail: timelineTail });
  const answer = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const canAnswer = !isOver(complaint) && complaint.agencyId !== null;
  useAction('answer-complaint', canAnswer ? () => answer.current?.focus() : null);
  const savingWhile = (name: typeof acts.busy): string | null => (acts.busy === name ? text.saving : null);
  return (
    <div className={styles['detail']}>
      <div className={styles['columns']}>
        <div className={styles['work']}>
          <ComplaintFacts complaint={complaint} />
          <ComplaintAgency complaint={complaint} acts={acts} />
          {acts.fault !== null && (
            <p className={styles['fault']} role="alert">
              {acts.fault}
            </p>
          )}
          <div className={styles['acts']}>
            <UpgradeComplaint complaint={complaint} acts={acts} />
            <CloseComplaint complaint={complaint} acts={acts} />
          </div>
        </div>
        <div className={styles['history']}>
          <ComplaintLine label={text.note} keptAs={complaint.id} saving={savingWhile('complaint.note')} send={acts.note} />
          {canAnswer && (
            <ComplaintLine
              label={text.answer}
              keptAs={`${complaint.id} answer`}
              saving={savingWhile('complaint.answer')}
              send={acts.answer}
              inputRef={answer}
              action="answer-complaint"
            />
          )}
          <Timeline timeline={timeline} />
        </div>
      </div>
    </div>
  );
}
