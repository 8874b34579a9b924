namespace Medbook.PrivacyPortal.Ui;

/// <summary>The portal's icons. Each stands beside a word, never alone.</summary>
public enum IconName
{
    Alert, Arrow, Back, Calendar, Chart, Chat, Check, ChevronDown, ChevronRight, Choice, Clip, Clock, Cover, Cross, Document, Down, Download,
    Eye, Folder, Hold, Home, Inbox, Info, Key, List, Lock, Mail, Menu, Minus, Pause, Pen, Plus, Scale, Search, Shield, SignOut,
    Stop, Theme, Trash, Turn, Undo, Up, User, Users,
}
