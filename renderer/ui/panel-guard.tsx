import { Component, type ReactNode } from 'react';
import { PanelFault } from './panel-fault.tsx';

type Props = { readonly name: string; readonly children: ReactNode };

/** Keeps a defect in one panel inside it: the others go on, and the panel says so. */
export class PanelGuard extends Component<Props, { readonly fault: Error | null }> {
  override state: { readonly fault: Error | null } = { fault: null };

  static getDerivedStateFromError(fault: Error): { readonly fault: Error } {
    return { fault };
  }

  override componentDidCatch(fault: Error): void {
    reportError(new Error(`the ${this.props.name} panel failed`, { cause: fault }));
  }

  override render(): ReactNode {
    if (this.state.fault === null) return this.props.children;
    return <PanelFault name={this.props.name} fault={this.state.fault} onRetry={() => this.setState({ fault: null })} />;
  }
}
