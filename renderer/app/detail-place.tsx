import { ComplaintDetailPanel } from '../panels/complaints/complaint-detail-panel.tsx';
import { IncidentDetailPanel } from '../panels/incidents/incident-detail-panel.tsx';
import { useSession } from '../state/session-context.tsx';
import { PanelGuard } from '../ui/panel-guard.tsx';

/** The chosen incident, or the chosen complaint in its place until an incident is chosen. */
export function DetailPlace() {
  const { selectedComplaintId } = useSession();
  return selectedComplaintId === null ? (
    <PanelGuard name="incident-detail">
      <IncidentDetailPanel />
    </PanelGuard>
  ) : (
    <PanelGuard name="complaint-detail">
      <ComplaintDetailPanel complaintId={selectedComplaintId} />
    </PanelGuard>
  );
}
