Attribute VB_Name = "Nastavnik"
' What the ribbon and the buttons call. One line a Sub: all the work is done in Python.
Option Explicit

Public Sub NastavnikCheck(): RunPython "import nastavnik.excel; nastavnik.excel.check()": End Sub
Public Sub NastavnikRepair(): RunPython "import nastavnik.excel; nastavnik.excel.repair()": End Sub
Public Sub NastavnikMatch(): RunPython "import nastavnik.excel; nastavnik.excel.match()": End Sub
Public Sub NastavnikProgramme(): RunPython "import nastavnik.excel; nastavnik.excel.programme()": End Sub
Public Sub NastavnikDraft(): RunPython "import nastavnik.excel; nastavnik.excel.draft()": End Sub
Public Sub NastavnikRegister(): RunPython "import nastavnik.excel; nastavnik.excel.register()": End Sub
Public Sub NastavnikDocuments(): RunPython "import nastavnik.excel; nastavnik.excel.documents()": End Sub
Public Sub NastavnikTake(): RunPython "import nastavnik.excel; nastavnik.excel.take()": End Sub
Public Sub NastavnikAnswers(): RunPython "import nastavnik.excel; nastavnik.excel.answers()": End Sub
Public Sub NastavnikReport(): RunPython "import nastavnik.excel; nastavnik.excel.report()": End Sub
Public Sub NastavnikUndo(): RunPython "import nastavnik.excel; nastavnik.excel.undo()": End Sub
Public Sub NastavnikWindow(): RunPython "import nastavnik.excel; nastavnik.excel.window()": End Sub

Public Sub OnNastavnikCheck(control As IRibbonControl): NastavnikCheck: End Sub
Public Sub OnNastavnikRepair(control As IRibbonControl): NastavnikRepair: End Sub
Public Sub OnNastavnikMatch(control As IRibbonControl): NastavnikMatch: End Sub
Public Sub OnNastavnikProgramme(control As IRibbonControl): NastavnikProgramme: End Sub
Public Sub OnNastavnikDraft(control As IRibbonControl): NastavnikDraft: End Sub
Public Sub OnNastavnikRegister(control As IRibbonControl): NastavnikRegister: End Sub
Public Sub OnNastavnikDocuments(control As IRibbonControl): NastavnikDocuments: End Sub
Public Sub OnNastavnikTake(control As IRibbonControl): NastavnikTake: End Sub
Public Sub OnNastavnikAnswers(control As IRibbonControl): NastavnikAnswers: End Sub
Public Sub OnNastavnikReport(control As IRibbonControl): NastavnikReport: End Sub
Public Sub OnNastavnikUndo(control As IRibbonControl): NastavnikUndo: End Sub
Public Sub OnNastavnikWindow(control As IRibbonControl): NastavnikWindow: End Sub
Public Sub OnNastavnikPage(control As IRibbonControl): RunPython "import nastavnik.excel; nastavnik.excel.window('" & control.Tag & "')": End Sub
